/** Of the process that supervises this one (scripts/processes/run-leashed.mjs); absent when nobody does. */
const permission = Symbol.for('gatehouse.permission')

/** Next calls this once for each server, before it answers. */
export async function register(): Promise<void> {
  // Next compiles this for another runtime, too, which has none of Node's modules, and puts the word here itself.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { adoptConsole } = await import('./app/_server/http/adopt-console.ts')
  const { allowIpv6Hosts } = await import('./app/_server/http/allow-ipv6-hosts.ts')
  const { answerAbsentApi } = await import('./app/_server/http/answer-absent-api.ts')
  const { answerOutdatedForms } = await import('./app/_server/http/answer-outdated-forms.ts')
  const { endConnectionsOnSignal } = await import('./app/_server/http/end-connections.ts')
  const { noteStreams } = await import('./app/_server/live/responses.ts')
  const { noteAddresses } = await import('./app/_server/http/note-addresses.ts')
  const { prepareServices, rememberSettings } = await import('./app/_server/services.ts')
  const { readEnvironment } = await import('./lib/env.ts')
  const { createLog } = await import('./lib/log.ts')
  const { startReports } = await import('./lib/processes/reports.ts')
  const environment = readEnvironment()
  const log = createLog(environment.logLevel, 'app')
  try {
    await prepareServices(environment)
  } catch (error) {
    log.error({ error }, 'start failed')
    process.exit(1)
  }
  noteAddresses(environment, log)
  noteStreams()
  endConnectionsOnSignal()
  allowIpv6Hosts()
  answerAbsentApi()
  answerOutdatedForms(() => ({ ...rememberSettings(), simulated: environment.amazonBaseUrl !== null }))
  // Developers read what Next prints as it stands.
  if (process.env.NODE_ENV === 'production') adoptConsole(log)
  await startReports(environment, 'app', log)
  // Next answers nobody until this resolves: not before the api and whatever else belongs to this start is ready.
  await (globalThis as { [permission]?: () => Promise<void> })[permission]?.()
}
