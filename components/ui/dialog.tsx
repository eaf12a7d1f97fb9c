'use client'

import { Modal, type ModalProps } from './modal.tsx'

/** For what can't be undone, and for help. What belongs to a row opens in a SidePanel. */
export function Dialog(props: ModalProps) {
  return <Modal place="middle" {...props} />
}
