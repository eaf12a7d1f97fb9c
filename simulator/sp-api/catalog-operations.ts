import { catalog } from '#lib/amazon/catalog/catalog.ts'
import type { OperationFacts } from '#lib/amazon/catalog/facts.ts'
import type { Answer } from '../call.ts'
import { answers } from './answers/answers.ts'
import { checkQuery } from './answers/parameters.ts'
import { refuseApi } from './errors.ts'
import { apiHeaders } from './headers.ts'
import type { Access, Operation, OperationCall } from './operation.ts'
import { ownOperations } from './operations.ts'
import { shapeOf } from './shape-of.ts'
import type { StaticSandbox } from './static-sandbox.ts'

const own = new Set(ownOperations.map(({ method, path }) => shapeOf(method, path)))

/**
 * Every operation of Amazon's: those with rules of their own, those answered from the world, and all others, whose
 * callers are checked like any caller and then get an answer of the simulator's own.
 */
export function allOperations(sandbox: StaticSandbox): readonly Operation[] {
  const others = [...catalog().values()]
    .filter(({ method, path }) => !own.has(shapeOf(method, path)))
    .map(toOperation)
  return [...ownOperations, ...others].map((operation) => withStaticSandbox(operation, sandbox)).sort(byPath)
}

/** Static segments before names, so that `/a/b` is not taken for `/a/{id}`. */
function byPath(one: Operation, other: Operation): number {
  const rank = ({ path }: Operation) => path.replace(/:\w+/g, '~')
  return rank(one) < rank(other) ? -1 : 1
}

function toOperation(facts: OperationFacts): Operation {
  const { id, method, path, rate, burst, regions, sandboxOnly, sandbox, body } = facts
  const answer = answerOf(facts)
  return {
    name: id,
    method,
    path: path.replace(/\{(\w+)\}/g, ':$1'),
    rate: rate === null || burst === null ? null : { perSecond: rate, burst },
    access: accessOf(facts),
    ...(regions !== null && { regions }),
    sandbox: sandboxOnly ? 'only' : sandbox ? 'yes' : 'no',
    takesBody: body,
    // The sandbox has examples instead of the world.
    answer: (request) =>
      request.host.sandbox ? notSimulated(facts) : (refuseMixture(facts, request) ?? answer(request)),
  }
}

/** From the world, if it has all that was asked for. */
function answerOf(facts: OperationFacts): Operation['answer'] {
  const known = answers[facts.key]
  if (known === undefined) return () => notSimulated(facts)
  return (request) =>
    checkQuery(facts, known.reads, request, (what) => notSimulated(facts, what)) ?? known.answer(request)
}

/** Amazon's models say of some parameters that they must be the only one. */
function refuseMixture({ parameters }: OperationFacts, { call }: OperationCall): Answer | null {
  const names = [...new URLSearchParams(call.query).keys()]
  const alone = parameters.find((parameter) => parameter.alone && names.includes(parameter.name))
  return alone === undefined || names.length === 1
    ? null
    : refuseApi('S12', `${alone.name} with other parameters`)
}

function accessOf({
  grantless,
  roles,
  rolesRegional,
  restricted,
  restrictedWhen,
  for: whom,
}: OperationFacts): Access {
  if (grantless !== null) return { kind: 'grantless', scope: grantless }
  return {
    kind: 'seller',
    roles,
    regionalRoles: rolesRegional,
    partnerTypes: whom === null || whom === 'both' ? ['seller', 'vendor'] : [whom],
    ...(restricted && { restricted: restrictedWhen === null ? 'always' : 'sometimes' }),
  }
}

/** With `--models`, the sandbox answers with the examples of Amazon's models. */
function withStaticSandbox(operation: Operation, { find }: StaticSandbox): Operation {
  const examples = find(operation.method, operation.path)
  if (examples === null) return operation
  return {
    ...operation,
    ...(operation.sandbox === 'no' && { sandbox: 'yes' }),
    takesBody: operation.takesBody ?? false,
    answer: (request) => (request.host.sandbox ? examples(request) : operation.answer(request)),
  }
}

/** Says that it isn't Amazon's answer, so that nobody takes it for one. */
function notSimulated({ id }: OperationFacts, parameter?: string): Answer {
  const unmodeled = parameter === undefined ? id : `${parameter} of ${id}`
  const message = `The simulator doesn't model ${unmodeled}.`
  const details =
    'It is no fault of your request. Started with --models <folder>, a checkout of Amazon’s public models, the simulator’s sandbox hosts answer with their examples.'
  return {
    status: 501,
    headers: apiHeaders(),
    body: JSON.stringify({ errors: [{ code: 'NotSimulated', message, details }] }),
    reason: `${unmodeled} is not modeled`,
  }
}
