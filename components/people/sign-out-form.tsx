import { LogOutIcon } from 'lucide-react'
import type { ButtonLook } from '../ui/button.tsx'
import { Button, iconButtonClass } from '../ui/button.tsx'

/** `action` is the server action that ends the session. `isIcon`: the label is only read out. */
export function SignOutForm({
  action,
  label = 'Sign out',
  isIcon = false,
  ...look
}: Omit<ButtonLook, 'wide'> & { action: () => Promise<void>; label?: string; isIcon?: boolean }) {
  return (
    <form action={action} className="shrink-0">
      {isIcon ? (
        <button type="submit" aria-label={label} title={label} className={iconButtonClass}>
          <LogOutIcon size={16} />
        </button>
      ) : (
        <Button type="submit" variant="ghost" size="small" {...look}>
          <LogOutIcon size={14} />
          {label}
        </Button>
      )}
    </form>
  )
}
