import type { Route } from '../route.ts'
import { applicationsRoute } from './applications.ts'
import { authorizationsRoute } from './authorizations.ts'
import { grantlessRoute } from './grantless.ts'
import { restrictedRoute } from './restricted.ts'
import { vendRoute } from './vend.ts'

/** Every address that takes a key. */
export const routes: readonly Route[] = [
  vendRoute,
  restrictedRoute,
  grantlessRoute,
  authorizationsRoute,
  applicationsRoute,
]
