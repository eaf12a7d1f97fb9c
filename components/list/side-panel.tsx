'use client'

import { useQueryState } from 'nuqs'
import { useEffect, useRef } from 'react'
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

  // A step back that comes before the new address was rendered goes unnoticed otherwise.
  useEffect(() => {
    if (opened !== id) return
    const onBack = () => {
      if (new URLSearchParams(location.search).get('open') !== id)
        void setOpened(null, { history: 'replace' })
    }
    addEventListener('popstate', onBack)
    return () => removeEventListener('popstate', onBack)
  }, [opened, id, setOpened])

  function change(isOpen: boolean) {
    if (isOpen) void setOpened(id, { history: 'push' })
    else {
      const isBack = wasPushed.current
      // First the address, so that the panel is closed whatever becomes of the history. Then a step back, so that no
      // entry is left in it that does nothing.
      void setOpened(null, { history: 'replace' }).then(() => isBack && history.back())
    }
    wasPushed.current = isOpen
  }

  return <Modal place="side" {...props} open={opened === id} onOpenChange={change} />
}
