import 'server-only'
import type { ReactNode } from 'react'
import { ConfirmationProvider } from '#components/people/confirmation.tsx'
import { Words } from '../languages/words.tsx'
import { confirmByCode } from './own-factors.ts'
import { beginOwnConfirmation, confirmByPasskey } from './own-passkeys.ts'
import { confirmOwnPassword } from './own-sessions.ts'

/** Around forms that may ask their sender to confirm that it's them. */
export function Confirmable({ children }: { children: ReactNode }) {
  return (
    <Words groups={['confirm', 'passkeys']}>
      <ConfirmationProvider
        actions={{
          password: confirmOwnPassword,
          code: confirmByCode,
          passkey: { begin: beginOwnConfirmation, finish: confirmByPasskey },
        }}
      >
        {children}
      </ConfirmationProvider>
    </Words>
  )
}
