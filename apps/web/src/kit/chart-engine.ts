/** The charts' library with only the parts in use; loaded beside the first page with a chart. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkPointComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, MarkAreaComponent, MarkPointComponent, TooltipComponent, CanvasRenderer]);

export { init };
