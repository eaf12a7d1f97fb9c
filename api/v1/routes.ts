import type { Route } from '../route.ts'
import { notificationRoute } from './amazon-notifications.ts'
import { applicationRoute, applicationsRoute } from './applications.ts'
import { checkRoute, pauseRoute, resumeRoute, revokeRoute } from './authorization-actions.ts'
import { authorizationRoute, authorizationsRoute } from './authorizations.ts'
import { createLinkRoute, readLinkRoute, renewalLinkRoute, revokeLinkRoute } from './connect-links.ts'
import { diagnoseRoute } from './diagnoses.ts'
import { eventsRoute } from './events.ts'
import { grantlessRoute } from './grantless.ts'
import {
  cancelImportRoute,
  importLinesRoute,
  importRoute,
  importsRoute,
  startImportRoute,
} from './imports.ts'
import { incidentsRoute } from './incidents.ts'
import { annotateAccountRoute, annotateAuthorizationRoute } from './references.ts'
import { restrictedRoute } from './restricted.ts'
import { rolesRoute } from './roles.ts'
import { usageRoute } from './usage.ts'
import { vendRoute } from './vend.ts'
import { listDeliveriesRoute, replayDeliveryRoute, replayFailedRoute } from './webhook-deliveries.ts'
import {
  changeEndpointRoute,
  createEndpointRoute,
  deleteEndpointRoute,
  listEndpointsRoute,
  readEndpointRoute,
  rotateSecretRoute,
  testEndpointRoute,
} from './webhook-endpoints.ts'

/** Every address that requires a key. */
export const routes: readonly Route[] = [
  vendRoute,
  restrictedRoute,
  grantlessRoute,
  authorizationsRoute,
  authorizationRoute,
  rolesRoute,
  annotateAuthorizationRoute,
  checkRoute,
  pauseRoute,
  resumeRoute,
  revokeRoute,
  renewalLinkRoute,
  createLinkRoute,
  readLinkRoute,
  revokeLinkRoute,
  annotateAccountRoute,
  startImportRoute,
  importsRoute,
  importRoute,
  importLinesRoute,
  cancelImportRoute,
  applicationsRoute,
  applicationRoute,
  notificationRoute,
  incidentsRoute,
  diagnoseRoute,
  usageRoute,
  eventsRoute,
  listEndpointsRoute,
  createEndpointRoute,
  readEndpointRoute,
  changeEndpointRoute,
  deleteEndpointRoute,
  rotateSecretRoute,
  testEndpointRoute,
  listDeliveriesRoute,
  replayDeliveryRoute,
  replayFailedRoute,
]
