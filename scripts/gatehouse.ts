import { makeSetupLink } from '#lib/people/invite.ts'
import { openServices } from '#lib/services.ts'
import { randomToken } from '#lib/vault/random.ts'
import { diagnoseFile } from './diagnose-file.ts'
import { runDoctor } from './doctor/run-doctor.ts'
import { loadEnvironment } from './load-environment.ts'
import { openStore } from './open-store.ts'

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
    help: 'print a new key for GATEHOUSE_KEYS, with the id k1 or the one given; also works as AUTH_SECRET',
    run: async ([id = 'k1']) => `${id}:${randomToken()}`,
  },
  'setup-link': {
    help: 'print a one-time link that creates an administrator',
    run: async () => {
      const environment = loadEnvironment()
      const store = await openStore(environment, (line) => process.stderr.write(`${line}\n`))
      const services = openServices(environment, 'script', { connections: 1 })
      try {
        return await makeSetupLink(services)
      } finally {
        await services.close()
        await store.stop()
      }
    },
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command !== undefined) process.stdout.write(`${await command.run(args)}\n`)
else {
  const lines = Object.entries(commands).map(([word, { help }]) => `  ${word.padEnd(12)}${help}`)
  process.stdout.write(`npm run gatehouse -- <command>\n\n${lines.join('\n')}\n`)
  process.exitCode = ['help', '--help', '-h'].includes(name) ? 0 : 2
}
