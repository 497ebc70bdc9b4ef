import { createContext, useContext } from 'react';
import type { WebModule } from './module';

const WebModulesContext = createContext<readonly WebModule[]>([]);

export const WebModulesProvider = WebModulesContext.Provider;

/** The web parts of all modules, for what shows something of each of them; the shell collects them. */
export const useWebModules = (): readonly WebModule[] => useContext(WebModulesContext);
