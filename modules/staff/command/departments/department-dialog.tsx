/** A department made, changed or closed. */
import { App, Checkbox, Form, Input, Select } from 'antd'
import { FormDialog } from '../../../../platform/web/desk/form-dialog.tsx'
import { wordsOf } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../../platform/web/desk/choices.ts'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { staff } from '../../contract.ts'
import { withBelow } from '../../departments.ts'
import { type DepartmentKind, departmentKinds } from '../../model.ts'
import { staffWords as w } from '../../words.ts'
import type { Department } from './department-tree.tsx'

interface Typed {
  readonly name: string
  readonly kind: DepartmentKind
  readonly parentId?: string
  readonly isKey: boolean
  readonly path: string
  readonly contactLogin?: string
}
interface DialogProps {
  /** null for a new one. */
  readonly department: Department | null
  readonly parentId: string | null
  readonly departments: readonly Department[]
  readonly onClose: () => void
  readonly onClosed: () => void
}

export function DepartmentDialog({ department, parentId, departments, onClose, onClosed }: DialogProps) {
  const t = useT()
  const { message, modal } = App.useApp()
  const { area: mine } = useDesk()
  const options = {
    refresh: [staff.room],
    onProblem: (error: Error) => void message.error(t(wordsOf(error))),
  }
  const save = useAct(staff.operations.putDepartment, {
    ...options,
    onDone: () => {
      void message.success(t(w.departmentSaved))
      onClose()
    },
  })
  const close = useAct(staff.operations.closeDepartment, {
    ...options,
    onDone: () => {
      void message.success(t(w.departmentClosed))
      onClosed()
      onClose()
    },
  })
  // Whatever stands below it cannot stand above it.
  const below = new Set(department === null ? [] : withBelow(department.id, departments))
  const parent = departments.find(({ id }) => id === parentId)
  const first: Partial<Typed> = {
    name: department?.name ?? '',
    kind: department?.kind ?? 'section',
    isKey: department?.isKey ?? false,
    path: department?.path ?? (parent?.may ? parent.path : mine.path),
    ...(parentId === null ? {} : { parentId }),
  }
  const submit = ({ parentId: above, contactLogin, ...typed }: Typed) =>
    save.mutate({
      ...typed,
      id: department?.id ?? freshId(),
      version: department?.version ?? null,
      parentId: above ?? null,
      ...(contactLogin?.trim() ? { contactLogin: contactLogin.trim() } : {}),
    })
  return (
    <FormDialog<Typed>
      title={t(department === null ? w.addDepartment : w.changeDepartment)}
      first={first}
      saving={save.isPending}
      onSave={submit}
      onClose={onClose}
      danger={
        department && {
          label: t(w.closeDepartment),
          onClick: () =>
            void modal.confirm({
              title: t(w.closeSure, { name: department.name }),
              okText: t(w.closeDepartment),
              cancelText: t(web.cancel),
              onOk: () => close.mutate({ id: department.id, version: department.version }),
            }),
        }
      }
    >
      <Form.Item
        name="name"
        label={t(w.departmentName)}
        rules={[{ required: true, whitespace: true, message: t(w.needName) }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="kind" label={t(w.departmentKind)}>
          <Select options={choices(departmentKinds, t)} />
        </Form.Item>
        <Form.Item name="parentId" label={t(w.parent)}>
          <Select
            allowClear
            placeholder={t(w.noParent)}
            options={departments.filter(({ id }) => !below.has(id)).map(({ id, name }) => ({ value: id, label: name }))}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      </div>
      <Form.Item name="isKey" valuePropName="checked">
        <Checkbox>{t(w.isKey)}</Checkbox>
      </Form.Item>
      <Form.Item name="path" label={t(w.departmentArea)} extra={t(w.departmentAreaHint)}>
        <AreaPicker shownAs={department?.areaName ?? (parent?.may ? parent.areaName : mine.name)} />
      </Form.Item>
      <Form.Item name="contactLogin" label={t(w.contactLogin)}>
        <Input maxLength={40} autoComplete="off" placeholder={department?.contactAccount ? t(w.contactSet) : ''} />
      </Form.Item>
    </FormDialog>
  )
}
