import { appendFileSync } from 'node:fs'
import type { TestContext } from 'node:test'

/** The long form waits as long as the specification says; the short one is part of all tests. */
export const IS_LONG = process.env.FAULTS === 'long'

/** Writes down what was seen of a fault: as a diagnostic, and in the file of FAULTS_TABLE if there is one. */
export function tellSeen(t: TestContext, fault: string, seen: string): void {
  t.diagnostic(`${fault}: ${seen}`)
  const file = process.env.FAULTS_TABLE
  if (file) appendFileSync(file, `${JSON.stringify({ fault, seen })}\n`)
}
