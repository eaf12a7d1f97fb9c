import { makeSetupLink } from '#lib/people/invite.ts'
import { newApiKey } from '#lib/vault/api-key.ts'
import { doctorUsage, runDoctor } from '../doctor/run-doctor.ts'
import { withServices } from '../processes/with-services.ts'
import { applyUsage, runApply } from './apply.ts'
import { auditUsage, runAudit } from './audit.ts'
import { backupUsages, runBackup, runExport, runImport, runRestore } from './backup.ts'
import { diagnoseFile } from './diagnose-file.ts'
import { importTokensUsage, runImportTokens } from './import-tokens.ts'
import { keysUsage, runKeys } from './keys.ts'
import { newKeyUsage, runNewKey } from './new-key.ts'
import { asksForHelp, readArguments } from './read-arguments.ts'
import { runUnlock, unlockUsage } from './unlock.ts'

const diagnoseUsage = `npm run gatehouse -- diagnose [file] [--answer question.answer]… [--json]

Explains an error from Amazon. Without a file, or with -, it reads standard input.`

interface Command {
  /** A line for the list of commands. */
  readonly help: string
  /** How to call it. Left out: it has no arguments. */
  readonly usage?: string
  run(args: readonly string[]): Promise<string>
}

/** Everything that `npm run gatehouse` can do. */
export const commands: Readonly<Record<string, Command>> = {
  doctor: {
    help: 'check configuration, database, keys, clock and the connection to Amazon, and say what to fix first',
    usage: doctorUsage,
    run: runDoctor,
  },
  diagnose: {
    help: 'explain an error from Amazon: diagnose <file>, or paste into standard input',
    usage: diagnoseUsage,
    run: (args) => diagnoseFile(args, diagnoseUsage),
  },
  'new-key': {
    help: 'print a new key for GATEHOUSE_KEYS, which you can also use as AUTH_SECRET: new-key [id] [--kms <arn of an AWS KMS key>]',
    usage: newKeyUsage,
    run: runNewKey,
  },
  'new-api-key': {
    help: 'print a new API key for GATEHOUSE_INIT_API_KEY_FILE or apply. It works once one of them has stored it',
    run: async () => newApiKey().key.expose(),
  },
  apply: {
    help: 'set up the administrator, applications and API keys from a file: apply <file> [--dry-run]',
    usage: applyUsage,
    run: runApply,
  },
  backup: {
    help: 'back up the database to a file while Gatehouse is running: backup <file>. It contains no keys',
    usage: backupUsages.backup,
    run: runBackup,
  },
  restore: {
    help: 'restore a backup into an empty database: restore <file>',
    usage: backupUsages.restore,
    run: runRestore,
  },
  export: {
    help: 'write the whole installation into an archive, to move it: export <file>. It contains no keys',
    usage: backupUsages.export,
    run: runExport,
  },
  import: {
    help: 'read a whole installation from an archive: import <file> [--replace]',
    usage: backupUsages.import,
    run: runImport,
  },
  'import-tokens': {
    help: 'import refresh tokens that you already have, as CSV or JSON Lines from standard input',
    usage: importTokensUsage,
    run: runImportTokens,
  },
  audit: {
    help: 'verify that nobody has changed the audit log: audit verify [--head <head>]',
    usage: auditUsage,
    run: runAudit,
  },
  keys: {
    help: 'the keys that seal tokens: status, add, reseal, exposed, compromised, retire',
    usage: keysUsage,
    run: runKeys,
  },
  'setup-link': {
    help: 'print a one-time link that creates an administrator',
    run: () => withServices(({ services }) => makeSetupLink(services)),
  },
  unlock: {
    help: 'unlock a person’s password: unlock <email> [--remove-factors], which removes passkeys and apps, too',
    usage: unlockUsage,
    run: runUnlock,
  },
}

/** What to print, and whether the command exists. `--help` never runs it. Throws StartError. */
export async function runCommand([name = 'help', ...args]: readonly string[]): Promise<{
  readonly text: string
  readonly exitCode: number
}> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    return { text: describeCommands(), exitCode: name === 'help' || asksForHelp([name]) ? 0 : 2 }
  }
  const { help, usage = `npm run gatehouse -- ${name}\n\n${help}` } = command
  if (asksForHelp(args)) return { text: usage, exitCode: 0 }
  if (command.usage === undefined) readArguments(args, { usage })
  return { text: await command.run(args), exitCode: 0 }
}

function describeCommands(): string {
  const lines = Object.entries(commands).map(([word, { help }]) => `  ${word.padEnd(15)}${help}`)
  return `npm run gatehouse -- <command>\n\n${lines.join('\n')}\n\n--help after a command explains it.`
}
