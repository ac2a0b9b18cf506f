import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin',
    component: () => import('./AuthorityFrame.vue'),
    meta: { texts: ['authority', 'codes', 'reasons'], hat: 'authority' },
    children: [{ path: '', component: () => import('./StartPage.vue') }],
  },
]
