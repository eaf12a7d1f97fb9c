import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { catalog } from '#lib/amazon/catalog/catalog.ts'
import type { Answer } from '../call.ts'
import { accessTokenLifeSeconds } from '../lwa/grants.ts'
import { refuseApi } from './errors.ts'
import type { OperationCall } from './operation.ts'
import { ok } from './replies.ts'
import { sandboxRestrictedDataTokens } from './sandbox-examples.ts'

const requestShape = z.object({
  targetApplication: z.string().optional(),
  restrictedResources: z
    .array(
      z.object({
        method: z.enum(['GET', 'PUT', 'POST', 'DELETE']),
        path: z.string().startsWith('/').max(1000),
        dataElements: z.array(z.enum(['buyerInfo', 'shippingAddress', 'buyerTaxInformation'])).optional(),
      }),
    )
    .min(1)
    .max(50),
})

/** The paths of restricted operations. */
const restrictedPaths: readonly RegExp[] = [...catalog().values()]
  .filter(({ restricted }) => restricted)
  .map(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`))

export function createRestrictedDataToken(request: OperationCall): Answer {
  const { world, application, caller, host, body } = request
  if (host.sandbox) return inSandbox(body)
  const parsed = requestShape.safeParse(body)
  if (!parsed.success) return refuseApi('S12 resource', z.prettifyError(parsed.error).split('\n')[0] ?? '')
  const { targetApplication, restrictedResources } = parsed.data
  if (targetApplication !== undefined && world.applications.find(targetApplication) === null) {
    return refuseApi('S12', 'no application has the id of targetApplication')
  }
  const unrestricted = restrictedResources.find(
    ({ path }) => !restrictedPaths.some((each) => each.test(path)),
  )
  if (unrestricted !== undefined) {
    return refuseApi('S12', `${unrestricted.path.slice(0, 100)} is no restricted operation`)
  }
  if (caller === null) return refuseApi('S6', 'no seller')
  const restrictedDataToken = world.mint.mint({
    kind: 'restricted',
    issuedAt: world.clock.now(),
    grant: caller.grant.number,
    application: application.number,
    clientSecret: application.clientSecrets.length - 1,
    scope: 0,
  })
  world.restrictedResources.set(restrictedDataToken, restrictedResources)
  return ok({ restrictedDataToken, expiresIn: accessTokenLifeSeconds })
}

function inSandbox(body: unknown): Answer {
  const example = sandboxRestrictedDataTokens.find(({ request }) => isDeepStrictEqual(request, body))
  if (example === undefined) return refuseApi('S11', 'the sandbox knows only the requests of Amazon’s model')
  return example.status === 200
    ? ok(example.response)
    : { ...refuseApi('S12 resource', 'as in Amazon’s model'), body: JSON.stringify(example.response) }
}
