#!/usr/bin/env python3
from luoshi.cli import main

if __name__ == "__main__":
    main()
