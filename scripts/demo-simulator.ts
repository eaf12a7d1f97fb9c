import { join } from 'node:path'
import { autocommit } from '#lib/database/pool.ts'
import { readEnvironment } from '#lib/env.ts'
import { openServices } from '#lib/services.ts'
import { moveDemoClock, openDemoClock } from '#lib/store/settings.ts'
import { startSimulator } from '#simulator/start.ts'

// Unlike `npm run simulator`, this one knows the demo's application, prints no secret, and moves Gatehouse's clock.
const environment = readEnvironment()
const { application, appUrl, companyName, dataFolder, simulatorPort } = environment
if (application === null) throw new TypeError('the demo defines an application')

const services = openServices(environment, 'script', { connections: 1 })
const simulator = await startSimulator({
  port: simulatorPort,
  state: join(dataFolder, 'simulator.json'),
  clock: {
    aheadMs: await openDemoClock(autocommit(services.db)),
    move: (aheadMs) => moveDemoClock(autocommit(services.db), aheadMs),
  },
  // A year ahead, renewals are due: not behind a client secret that ended on the way.
  settings: { clientSecretsEnd: false },
  applications: [
    {
      applicationId: application.spApiApplicationId,
      lwaClientId: application.lwaClientId,
      clientSecret: application.lwaClientSecret.expose(),
      name: companyName,
      status: application.status,
      redirectUris: [`${appUrl}/sp-api/auth`],
      logInUri: `${appUrl}/authorize`,
    },
  ],
})

async function end(): Promise<void> {
  await simulator.close()
  await services.close()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end())
