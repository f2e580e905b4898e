from . import figures_page
