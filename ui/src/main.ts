import { mount } from 'svelte';
import './styles/base.css';
import App from './routes/App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
