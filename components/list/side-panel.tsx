'use client'

import { useQueryState } from 'nuqs'
import { useRef } from 'react'
import { Modal, type ModalProps } from '../ui/modal.tsx'
import { openRow } from './parameters.ts'

interface Props extends Omit<ModalProps, 'open' | 'onOpenChange'> {
  /** The row’s, for the address. */
  id: string
}

/** Details of a row, next to its list. Full width on phones. It has an address, and Back closes it. */
export function SidePanel({ id, ...props }: Props) {
  const [opened, setOpened] = useQueryState('open', openRow)
  /** Ends once the address is in the history; null: the panel was opened by its address. */
  const pushed = useRef<Promise<unknown> | null>(null)

  function change(isOpen: boolean) {
    // Closing goes back, so that no entry is left in the history that does nothing.
    if (!isOpen && pushed.current !== null) void pushed.current.then(() => history.back())
    else if (!isOpen) void setOpened(null, { history: 'replace' })
    pushed.current = isOpen ? setOpened(id, { history: 'push' }) : null
  }

  return <Modal place="side" {...props} open={opened === id} onOpenChange={change} />
}
