import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { useIdentity } from '../../providers/meta.tsx'

/** The person's departments, and changing the one they work in: rights and records follow. */
export function useDepartment() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { departments, departmentId } = useIdentity()

  async function change(id: string) {
    try {
      await http.put('/api/auth/department', { department: id })
      await client.invalidateQueries()
      const name = departments.find((department) => department.id === id)?.name
      message.success(t('department.switched', { name }))
    } catch (error) {
      message.error((error as ApiError).message)
    }
  }
  const current = departments.find(({ id }) => id === departmentId)
  return { departments, current, change }
}
