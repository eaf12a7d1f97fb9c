import { join } from 'node:path'
import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { openServices } from '#lib/services.ts'
import { resetMessage } from '../processes/programs.ts'
import { startMailbox } from './mailbox.ts'
import { openDemoSimulator } from './open-simulator.ts'

const environment = await unwrapEnvironment(readEnvironment())

const services = openServices(environment, 'script', { connections: 4 })
await services.syncClock()
// The surrounding demo resets everything, once this is answered.
const reset = () => void setTimeout(() => process.send?.(resetMessage), 100)
const simulator = await openDemoSimulator(environment, services, reset)

const mailbox = await startMailbox({
  port: environment.mailboxPort,
  smtpPort: environment.mailboxSmtpPort,
  file: join(environment.dataFolder, 'mailbox.json'),
  now: services.now,
})

async function end(): Promise<void> {
  await mailbox.close()
  await simulator.close()
  await services.close()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end())
