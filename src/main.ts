#!/usr/bin/env node
import { run } from './cli.ts'

/** The reader of the output may stop before its end, as `| head` does. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const exitCode = await run(process.argv)
if (exitCode !== 0) process.exitCode = exitCode
