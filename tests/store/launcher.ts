import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { launch } from '#scripts/processes/launch.ts'

/**
 * A separate launcher, as in every npm script: `node launcher.ts <file>` runs that program on the embedded Postgres of
 * GATEHOUSE_DATA. Each message of the program resets everything, as in the demo.
 */
const [file = ''] = process.argv.slice(2)
const environment = await unwrapEnvironment(readEnvironment())

function run() {
  const reset = Promise.withResolvers<void>()
  const program = { name: 'program', args: [file], environment: process.env }
  return launch({
    environment,
    until: reset.promise,
    programs: [{ ...program, onMessage: () => reset.resolve() }],
    announce: () => 'ready',
  })
}

while (!(await run()).isSignaled);
