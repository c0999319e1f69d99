"""Real files of sites, payroll offices and banks as they are, read to typed rows; pure: bytes in, rows or faults out.

The order: ``sheets`` and ``texts`` make grids of cells, ``headers`` finds the heads, ``mapping`` says what each column
means, ``read`` (and ``day_grids``, ``punch_blocks``, ``yearly`` for the three odd shapes) makes rows of ``rows``.
"""
