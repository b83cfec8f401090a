import type { Client } from '@elastic/elasticsearch'
import type { Config } from '../../core/config.ts'

/** What a check found: fine, worth a look, or to be mended; and what to do about it. */
export type Finding =
  | { check: string; level: 'ok'; found: string }
  | { check: string; level: 'warning' | 'problem'; found: string; whatToDo: string }

/** What checks look at. */
export type Patient = { client: Client; config: Config; now: Date }

/** One thing to look at. It may throw what the client throws. */
export type Check = (patient: Patient) => Promise<Finding[]>

/** A request of a check waits no longer. */
export const TIMEOUT_MS = 10_000
export const OPTIONS = { requestTimeout: TIMEOUT_MS, maxRetries: 0 }

/** A check's findings, by its name. */
export function findings(check: string) {
  return {
    ok: (found: string): Finding => ({ check, level: 'ok', found }),
    warning: (found: string, whatToDo: string): Finding => ({ check, level: 'warning', found, whatToDo }),
    problem: (found: string, whatToDo: string): Finding => ({ check, level: 'problem', found, whatToDo }),
  }
}
