/** Admin code of an installed plugin, as its own build leaves it: every shared module a bare name of the import map. */
import { createElement as h, useState } from 'react'
import * as React from 'react'
import { Button, theme } from 'antd'
import { useList } from '@refinedev/core'
import dayjs from 'dayjs'
import { useLocation } from 'react-router'
import { defineAdmin, ScreenHeader, useIdentity, useMeta } from '@xinglin/admin'

function Hello() {
  const [count, setCount] = useState(0)
  const { token } = theme.useToken()
  const { result } = useList({ resource: 'dictionary.drugs', pagination: { pageSize: 1 } })
  const facts = {
    person: useIdentity().login,
    menus: useMeta().menus.length > 0,
    path: useLocation().pathname,
    colour: token.colorPrimary,
    drugs: (result.total ?? 0) > 0,
    day: dayjs('2026-11-23').format('dddd'),
  }
  globalThis.outside = { React, dayjs, facts }
  return h(
    'section',
    null,
    h(ScreenHeader, { title: '外来页面' }),
    h(Button, { onClick: () => setCount(count + 1) }, `点了 ${count} 次`)
  )
}

function Broken() {
  throw new Error('broken on purpose')
}

export default defineAdmin({
  screens: {
    hello: async () => ({ default: Hello }),
    broken: async () => ({ default: Broken }),
  },
})
