import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { launch } from '#scripts/processes/launch.ts'

/**
 * A separate launcher, as in every npm script: `node launcher.ts <file>` runs that program on the embedded Postgres of
 * GATEHOUSE_DATA.
 */
const [file = ''] = process.argv.slice(2)
await launch({
  environment: await unwrapEnvironment(readEnvironment()),
  programs: [{ name: 'program', args: [file], environment: process.env }],
  announce: () => 'ready',
})
