import { loadEnvironment } from './load-environment.ts'
import { startProduction } from './start-production.ts'

await startProduction(await loadEnvironment())
