import { programOptions } from './commands/program-options.ts'
import { loadEnvironment } from './load-environment.ts'
import { startProduction } from './processes/start-production.ts'

programOptions(`npm start

Starts the app and the api with its worker, until Ctrl+C. Settings are in .env (see .env.example).`)

await startProduction(await loadEnvironment())
