import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { createClient } from '../elastic/client.ts'
import { diagnose } from '../tools/doctor/doctor.ts'
import type { Finding } from '../tools/doctor/finding.ts'
import { forOutput } from './in-lines.ts'

/** `blog-search doctor`: what is wrong with the service and its Elasticsearch, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('say what is wrong and what to do about it; exit code 1 if something is to be mended')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: true }) => {
      const config = readSettings()
      const client = createClient(config.elasticsearch)
      try {
        const findings = await diagnose({ client, config, now: new Date() })
        const healthy = findings.every(({ level }) => level !== 'problem')
        process.stdout.write(
          options.json === true ? `${JSON.stringify({ healthy, findings })}\n` : forOutput(asText(findings)),
        )
        if (!healthy) process.exitCode = 1
      } finally {
        await client.close()
      }
    })
}

function asText(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => {
    const line = `${finding.level.padEnd(8)} ${finding.check}: ${finding.found}\n`
    return finding.level === 'ok' ? line : `${line}         ${finding.whatToDo}\n`
  })
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  return `${lines.join('')}${count('problem')} to be mended, ${count('warning')} worth a look\n`
}
