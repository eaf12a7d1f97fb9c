'use client'

import { Modal, type ModalProps } from './modal.tsx'

/** For actions that can't be undone, and for help. Details of a row open in a SidePanel. */
export function Dialog(props: ModalProps) {
  return <Modal place="middle" {...props} />
}
