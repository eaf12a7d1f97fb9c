import { makeSetupLink } from '#lib/people/invite.ts'
import { newApiKey } from '#lib/vault/api-key.ts'
import { runApply } from './commands/apply.ts'
import { runAudit } from './commands/audit.ts'
import { runBackup, runExport, runImport, runRestore } from './commands/backup.ts'
import { diagnoseFile } from './commands/diagnose-file.ts'
import { runImportTokens } from './commands/import-tokens.ts'
import { runKeys } from './commands/keys.ts'
import { runNewKey } from './commands/new-key.ts'
import { runUnlock } from './commands/unlock.ts'
import { runDoctor } from './doctor/run-doctor.ts'
import { withServices } from './processes/with-services.ts'

interface Command {
  readonly help: string
  run(args: readonly string[]): Promise<string>
}

const commands: Readonly<Record<string, Command>> = {
  doctor: {
    help: 'check configuration, database, keys, clock and the connection to Amazon, and say what to fix first',
    run: runDoctor,
  },
  diagnose: {
    help: 'explain an error from Amazon: diagnose <file>, or paste into standard input',
    run: diagnoseFile,
  },
  'new-key': {
    help: 'print a new key for GATEHOUSE_KEYS, also good as AUTH_SECRET: new-key [id] [--kms <arn of an AWS KMS key>]',
    run: runNewKey,
  },
  'new-api-key': {
    help: 'print a new API key for GATEHOUSE_INIT_API_KEY_FILE or apply. It works once one of them has stored it',
    run: async () => newApiKey().key.expose(),
  },
  apply: {
    help: 'set up administrator, applications and API keys as a file says: apply <file> [--dry-run]',
    run: runApply,
  },
  backup: {
    help: 'back up the database to a file while Gatehouse is running: backup <file>. It contains no keys',
    run: runBackup,
  },
  restore: {
    help: 'restore a backup into an empty database: restore <file>',
    run: runRestore,
  },
  export: {
    help: 'write the whole installation into an archive, to move it: export <file>. It contains no keys',
    run: runExport,
  },
  import: {
    help: 'read a whole installation from an archive: import <file> [--replace]',
    run: runImport,
  },
  'import-tokens': {
    help: 'import refresh tokens that you already have, as CSV or JSON Lines from standard input',
    run: runImportTokens,
  },
  audit: {
    help: 'verify that nobody has changed the audit log: audit verify [--head <head>]',
    run: runAudit,
  },
  keys: {
    help: 'the keys that seal tokens: status, add, reseal, exposed, compromised, retire',
    run: runKeys,
  },
  'setup-link': {
    help: 'print a one-time link that creates an administrator',
    run: () => withServices(makeSetupLink),
  },
  unlock: {
    help: 'unlock a person’s password: unlock <email> [--remove-factors], which removes passkeys and apps, too',
    run: runUnlock,
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command !== undefined) process.stdout.write(`${await command.run(args)}\n`)
else {
  const lines = Object.entries(commands).map(([word, { help }]) => `  ${word.padEnd(15)}${help}`)
  process.stdout.write(`npm run gatehouse -- <command>\n\n${lines.join('\n')}\n`)
  process.exitCode = ['help', '--help', '-h'].includes(name) ? 0 : 2
}
