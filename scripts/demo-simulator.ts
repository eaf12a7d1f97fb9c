import { join } from 'node:path'
import { readEnvironment } from '#lib/env.ts'
import { startSimulator } from '#simulator/start.ts'

// Unlike `npm run simulator`, this one knows the demo's application and prints no secret.
const { application, appUrl, companyName, dataFolder, simulatorPort } = readEnvironment()
if (application === null) throw new TypeError('the demo defines an application')

const simulator = await startSimulator({
  port: simulatorPort,
  state: join(dataFolder, 'simulator.json'),
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
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}
