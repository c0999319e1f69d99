"""The command centre (指挥调度): what a region's screen shows beside its figures: what moves now, past days, published reports."""
