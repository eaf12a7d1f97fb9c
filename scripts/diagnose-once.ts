import { diagnoseFile } from './commands/diagnose-file.ts'
import { asksForHelp } from './commands/read-arguments.ts'

const usage = `gatehouse-diagnose [file] [--answer question.answer]… [--json]

Explains an error from Amazon's Selling Partner API. Without a file, or with -, it reads standard input.
It works offline: nothing is sent or stored.`

const args = process.argv.slice(2)
try {
  process.stdout.write(`${asksForHelp(args) ? usage : await diagnoseFile(args, usage)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
