import type { Answer } from '../call.ts'
import { refuseApi } from './errors.ts'
import type { OperationCall } from './operation.ts'
import { ok } from './replies.ts'

/** The new secret goes to the application's queue, never into the answer. */
export function rotateApplicationClientSecret({ world, application }: OperationCall): Answer {
  if (!application.enrolledForRotation) {
    return refuseApi('S12 enrolled', 'no queue is registered for rotation notifications')
  }
  world.applications.rotateSecret(application)
  return ok()
}
