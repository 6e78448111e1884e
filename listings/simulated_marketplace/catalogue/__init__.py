"""The invented goods, brands and sellers that fill the marketplaces, the same at every start."""
