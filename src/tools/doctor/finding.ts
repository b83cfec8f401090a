import type { Client } from '@elastic/elasticsearch'
import type { Config } from '../../core/config.ts'
import { once, TIMEOUTS } from '../../elastic/timeouts.ts'

/** The result of a check: fine, worth a look, or to be fixed; and what to do about it. */
export type Finding =
  | { check: string; level: 'ok'; found: string }
  | { check: string; level: 'warning' | 'problem'; found: string; whatToDo: string }

/** The input of all checks. */
export type Patient = { client: Client; config: Config; now: Date }

/** One check. It may throw the errors of the client. */
export type Check = (patient: Patient) => Promise<Finding[]>

export const OPTIONS = once(TIMEOUTS.small)

/** Makers of the findings of a check, given its name. */
export function findings(check: string) {
  return {
    ok: (found: string): Finding => ({ check, level: 'ok', found }),
    warning: (found: string, whatToDo: string): Finding => ({ check, level: 'warning', found, whatToDo }),
    problem: (found: string, whatToDo: string): Finding => ({ check, level: 'problem', found, whatToDo }),
  }
}
