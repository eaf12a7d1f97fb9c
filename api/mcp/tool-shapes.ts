import type { CallDetail } from '#lib/calls/history.ts'
import type { OperationDescription } from '#lib/calls/list-operations.ts'
import type { CallParams } from '#lib/calls/run-operation.ts'
import { diagnosisToWire } from '../v1/diagnoses.ts'

/** Fits into a model's context, and is longer than any page of Amazon's that somebody needs whole. */
const mostCharacters = 60_000

export function operationToTool(operation: OperationDescription) {
  const { key, api, version, method, path, parameters, withdrawn, replacedBy } = operation
  return {
    operation: key,
    api,
    version,
    method,
    path,
    for: operation.for,
    takes_body: operation.body,
    parameters: parameters.map(({ name, type, required, format, enum: values, max }) => ({
      name,
      type,
      required,
      ...(format !== null && { format }),
      ...(values !== null && { values }),
      ...(max !== null && { most_values: max }),
    })),
    ...(withdrawn !== null && { withdrawn_on: withdrawn }),
    ...(replacedBy !== null && { replaced_by: replacedBy }),
  }
}

interface Asked {
  readonly authorization_id: string
  readonly operation: string
  readonly parameters: Readonly<Record<string, string | readonly string[]>>
  readonly body?: Readonly<Record<string, unknown>> | undefined
  readonly sandbox: boolean
}

export function toCallParams({ authorization_id, operation, parameters, body, sandbox }: Asked): CallParams {
  const values = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? [value] : value,
  ])
  return {
    authorizationId: authorization_id,
    operation,
    sandbox,
    reason: null,
    entered: {
      values: Object.fromEntries(values),
      body: body === undefined ? '' : JSON.stringify(body),
      extraQuery: '',
    },
  }
}

/** Amazon's response: JSON if it is JSON and fits, else the beginning of its text. */
export function callToTool(call: CallDetail) {
  const { id, status, requestId, response, responseCut, problem, diagnosis } = call
  const fits = response !== null && !responseCut && response.length <= mostCharacters
  return {
    call_id: id,
    status,
    amazon_request_id: requestId,
    ...(response !== null &&
      (fits ? { response: parsed(response) } : { response_cut: response.slice(0, mostCharacters) })),
    ...(problem !== null && { problem, diagnosis: diagnosis && diagnosisToWire(diagnosis) }),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
