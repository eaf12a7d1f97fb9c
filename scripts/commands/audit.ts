import { parseHead } from '#lib/audit/chain.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import { verifyAudit } from '#lib/audit/verify.ts'
import { systemContext } from '#lib/context.ts'
import { newId } from '#lib/vault/random.ts'
import { StartError } from '../processes/start-error.ts'
import { withServices } from '../processes/with-services.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'

/** How to call it. */
export const auditUsage = `npm run gatehouse -- audit verify [--head <head>]

  verifies that no entry of the audit log was changed or removed, and prints its head

  --head  a head that was printed or published earlier: also verifies that nothing up to it was cut off or replaced`

/** `audit verify`: returns what to print. Throws StartError with everything that is wrong. */
export async function runAudit(args: readonly string[]): Promise<string> {
  const {
    positionals: [command],
    values: { head: given },
  } = readArguments(args, { usage: auditUsage, options: { head: { type: 'string' } }, most: 1 })
  if (command !== 'verify') throw new StartError(auditUsage)
  const head = given === undefined ? null : parseHead(given)
  if (given !== undefined && head === null)
    throw new StartError(`${given} is not a head: it has the form <batch>-<hash>, such as 12-9f86d081….`)
  return withServices(async ({ services }) => {
    const ctx = systemContext(services, 'audit', newId())
    await sealAudit(ctx)
    const report = await verifyAudit(ctx, head === null ? [] : [head])
    if (report.faults.length > 0)
      throw new StartError(['The audit log was changed.', ...report.faults].join('\n'))
    return describe(report)
  })
}

function describe({
  batches,
  entries,
  erased,
  pending,
  head,
}: Awaited<ReturnType<typeof verifyAudit>>): string {
  return [
    'The audit log is unchanged.',
    `${counted(entries, 'entry', 'entries')} in ${counted(batches, 'batch', 'batches')}.`,
    ...(erased === 0 ? [] : [`The personal data of ${counted(erased, 'entry', 'entries')} was erased.`]),
    ...(pending === 0 ? [] : [`${counted(pending, 'entry isn’t', 'entries aren’t')} sealed yet.`]),
    ...(head === null ? [] : [`Head: ${head}`]),
  ].join('\n')
}
