import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./AccountFrame.vue'),
    meta: { texts: ['account', 'codes', 'reasons'] },
    children: [
      { path: 'signin', component: () => import('./SignInPage.vue') },
    ],
  },
]
