import { runCommand } from './commands/run-command.ts'

const { text, exitCode } = await runCommand(process.argv.slice(2))
process.stdout.write(`${text}\n`)
// The command may have set one.
if (exitCode !== 0) process.exitCode = exitCode
