import { readEnvironment } from '#lib/env.ts'
import { startSimulator } from '#simulator/start.ts'

// Unlike `npm run simulator`, this one knows the demo's application and prints no secret.
const { application, appUrl, companyName, simulatorPort } = readEnvironment()
if (application === null) throw new TypeError('the demo defines an application')

const simulator = await startSimulator({
  port: simulatorPort,
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
process.once('SIGTERM', () => void simulator.close().then(() => process.exit(0)))
