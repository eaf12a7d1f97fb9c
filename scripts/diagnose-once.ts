import { diagnoseFile } from './commands/diagnose-file.ts'

const usage = `gatehouse-diagnose [file] [--answer question.answer]… [--json]

Explains an error from Amazon's Selling Partner API. Without a file, or with -, it reads standard input.
It works offline: nothing is sent or stored.`

const args = process.argv.slice(2)
const wantsHelp = args.some((arg) => arg === '--help' || arg === '-h')
try {
  process.stdout.write(`${wantsHelp ? usage : await diagnoseFile(args)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`)
  process.exitCode = 2
}
