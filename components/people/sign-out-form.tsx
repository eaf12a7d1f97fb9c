import { LogOutIcon } from 'lucide-react'
import type { ButtonLook } from '../ui/button.tsx'
import { Button } from '../ui/button.tsx'

/** `action` is the server action that ends the session. */
export function SignOutForm({
  action,
  label = 'Sign out',
  ...look
}: Omit<ButtonLook, 'wide'> & { action: () => Promise<void>; label?: string }) {
  return (
    <form action={action} className="shrink-0">
      <Button type="submit" variant="ghost" size="small" {...look}>
        <LogOutIcon size={14} />
        {label}
      </Button>
    </form>
  )
}
