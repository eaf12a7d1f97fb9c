import type { OpenableEnvironment } from '#lib/services.ts'
import { buildIfStale } from '../build/build-app.ts'
import { launch, say } from './launch.ts'
import { metricsPorts, requireFreePorts } from './ports.ts'
import { findSetupLink } from './prepare-installation.ts'
import { appProgram, entryProgram } from './programs.ts'
import { localUrl } from './wait-until-ready.ts'

/** App and api on a ready database, until stopped. */
export async function startProduction(environment: OpenableEnvironment): Promise<void> {
  const { host, port, apiPort, appUrl } = environment
  await requireFreePorts([
    { variable: 'PORT', host, port },
    { variable: 'API_PORT', host, port: apiPort },
    ...metricsPorts(environment, ['api', 'app']),
  ])
  await buildIfStale(say)
  let setupLink: string | null = null
  await launch({
    environment,
    programs: [appProgram(environment), entryProgram('api', environment)],
    awaits: [localUrl(environment, apiPort, '/readyz')],
    beforeOpening: async () => {
      setupLink = await findSetupLink(environment)
    },
    opens: [localUrl(environment, port, '/')],
    announce: () => `
Gatehouse is running. Ctrl+C stops it.

  Sellers    ${appUrl}
  Operators  ${appUrl}/ops
  Programs   ${localUrl(environment, apiPort, '')}
${setupLink === null ? '' : `\nThere is no administrator yet. This link works once, for 24 hours:\n\n  ${setupLink}\n`}`,
  })
}
