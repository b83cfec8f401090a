const STAGES = ['flood_stage', 'high', 'low'] as const
type Stage = (typeof STAGES)[number]

/** Elasticsearch's disk watermarks as it writes them: `85%`, `0.85` or `10gb`. `max_headroom` is the most free space that a share can demand. */
export type Watermarks = Record<Stage, string> & Partial<Record<`${Stage}.max_headroom`, string | undefined>>

const UNITS: Record<string, number> = {
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
  tb: 1024 ** 4,
  pb: 1024 ** 5,
}

/** The worst watermark that a disk is over; undefined if none. */
export function overWatermark(
  watermarks: Watermarks,
  { total, free }: { total: number; free: number },
): Stage | undefined {
  return STAGES.find((stage) => free < needed(watermarks[stage], watermarks[`${stage}.max_headroom`], total))
}

/** The bytes that must be free. */
function needed(watermark: string, headroom: string | undefined, total: number): number {
  const bytes = readBytes(watermark)
  if (bytes !== undefined) return bytes
  const number = Number.parseFloat(watermark)
  const share = watermark.endsWith('%') ? number / 100 : number
  const most = headroom === undefined ? undefined : readBytes(headroom)
  return Math.min(total * (1 - share), most ?? Number.POSITIVE_INFINITY)
}

function readBytes(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text.toLowerCase()) ?? []
  const factor = UNITS[unit]
  return number === undefined || factor === undefined ? undefined : Number(number) * factor
}
