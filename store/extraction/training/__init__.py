"""Learning the encoder and its heads; needs PyTorch (``pip install 'dateline[train]'``), which running them does not."""
