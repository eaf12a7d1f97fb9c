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
  const wasPushed = useRef(false)

  function change(isOpen: boolean) {
    const isBack = !isOpen && wasPushed.current
    wasPushed.current = isOpen
    // Leaves no entry in the history that does nothing.
    if (isBack) history.back()
    else void setOpened(isOpen ? id : null, { history: isOpen ? 'push' : 'replace' })
  }

  return <Modal place="side" {...props} open={opened === id} onOpenChange={change} />
}
