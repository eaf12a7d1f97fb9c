import { loadEnvironment } from './load-environment.ts'
import { startProduction } from './processes/start-production.ts'

await startProduction(await loadEnvironment())
