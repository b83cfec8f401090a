import { Transform } from 'node:stream'
import { InputError } from '../../../core/errors.ts'

/** How much an archive may hold, so that a small file cannot fill the disk. */
export type ArchiveLimits = {
  entries: number
  /** Bytes of all files together, unpacked. */
  bytes: number
  /** How many times as large as the archive the files together may be. Texts shrink to a tenth, and repetitive ones to a fiftieth. */
  ratio: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 200_000, bytes: 8 * 1024 ** 3, ratio: 200 }

/** Below this size the ratio does not matter: a file of one repeated line does no harm. */
const HARMLESS_BYTES = 16 * 1024 * 1024

/** Counts the bytes that come out of an archive of some size. It throws an InputError as soon as they are too many. */
export class UnpackedBytes {
  readonly #most: number
  readonly #expected: string
  #count = 0

  constructor(archiveBytes: number, { bytes, ratio }: ArchiveLimits) {
    const byRatio = Math.max(archiveBytes * ratio, HARMLESS_BYTES)
    this.#most = Math.min(bytes, byRatio)
    this.#expected =
      byRatio < bytes
        ? `expected files of at most ${ratio} times the size of the archive`
        : `expected files of at most ${bytes} bytes together`
  }

  add(bytes: number): void {
    this.#count += bytes
    if (this.#count > this.#most) throw new InputError(`${this.#expected}, got more`)
  }

  /** A stream that passes bytes on and counts them. */
  counting(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        try {
          this.add(chunk.length)
          done(null, chunk)
        } catch (error) {
          done(error as Error)
        }
      },
    })
  }
}
