import type { Answer } from '../call.ts'
import { refuseApi } from './errors.ts'
import type { OperationCall } from './operation.ts'
import { participationsOf } from './participations.ts'
import { ok } from './replies.ts'
import { sandboxAccount, sandboxParticipations } from './sandbox-examples.ts'

export function getMarketplaceParticipations({ call, host, caller }: OperationCall): Answer {
  if (host.sandbox) {
    return call.query === ''
      ? ok({ payload: sandboxParticipations })
      : refuseApi('S11', 'it takes no parameters')
  }
  if (caller === null || caller.isForeign) return ok({ payload: [] })
  return ok({ payload: participationsOf(caller.seller, caller.grant.authorization) })
}

export function getAccount({ call, host, caller }: OperationCall): Answer {
  if (host.sandbox) {
    return call.query === '' ? ok({ payload: sandboxAccount }) : refuseApi('S11', 'it takes no parameters')
  }
  if (caller === null || caller.isForeign) return refuseApi('S6', 'the account is in another region')
  const { seller, grant } = caller
  const [first] = seller.participations
  const address = {
    addressLine1: '1 Simulated Street',
    city: 'Simulated Town',
    postalCode: '00000',
    countryCode: first?.countryCode ?? 'DE',
  }
  return ok({
    payload: {
      marketplaceParticipationList: participationsOf(seller, grant.authorization),
      businessType: 'PRIVATE_LIMITED',
      sellingPlan: 'PROFESSIONAL',
      business: { name: seller.name, registeredBusinessAddress: address },
      primaryContact: { name: `Primary contact of ${seller.name}`, address },
    },
  })
}
