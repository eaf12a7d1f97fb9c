import { setTimeout as pause } from 'node:timers/promises'
import { systemContext } from '#lib/context.ts'
import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { rotateClientSecrets } from '#lib/rotation/run.ts'
import { openServices } from '#lib/services.ts'

/** The worker's job of every minute, over and over, in a process that a test kills. */
const services = openServices(await unwrapEnvironment(readEnvironment(process.env)), 'script')
await services.syncClock()
for (;;) {
  await rotateClientSecrets(systemContext(services, 'rotate-client-secrets', 'test'))
  await pause(500)
}
